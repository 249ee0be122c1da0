-- Graph Node keeps its entities in a database of its own.
CREATE DATABASE graph TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';
