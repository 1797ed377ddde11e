"""A static-site generator for annotated source archives."""

__version__ = "0.1.0"

DISTRIBUTION = "sitegen-archive"  # what package indexes call it; `sitegen` there is another project's
REQUIREMENT = f"{DISTRIBUTION}=={__version__}"  # this release and no other
