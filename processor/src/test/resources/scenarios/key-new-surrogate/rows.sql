INSERT INTO items (code, name) VALUES ('a', 'Ada');
INSERT INTO items (code, name) VALUES ('b', 'Bob');
