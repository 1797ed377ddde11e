"""What holds of any text: characters that nobody sees, and how text is printed."""
