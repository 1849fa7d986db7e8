"""The pages, with Django: `pages` takes what is asked for, `shown` says what is seen, templates how.

They read by `amends.app.order_view` and write by `amends.app.submit`, as the command line does.
"""
