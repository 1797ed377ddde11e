"""Views → HTML, through Jinja."""
