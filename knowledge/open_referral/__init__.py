"""Open Referral UK, in and out: directories of services that councils publish, and our own.

In: `feed` and `client` read pages, `v1`, `v3`, `outpost` and `localgov_drupal` know the shapes, `reading` makes
fields of our service records of them, `merge` keeps what staff wrote, `importing` puts it together.
Out: `published` says a service of ours in the form of version 3.
"""
