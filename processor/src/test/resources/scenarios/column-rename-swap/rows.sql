INSERT INTO items (second) VALUES ('b');
