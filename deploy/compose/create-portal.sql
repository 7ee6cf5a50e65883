-- The database of the new system, beside that of the legacy system.
CREATE DATABASE portal;
