"""The arbitrators' desk."""
