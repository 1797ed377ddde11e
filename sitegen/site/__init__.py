"""The whole as pages: routes, references, and the view that each template gets."""
