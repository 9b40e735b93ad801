INSERT INTO items (value) VALUES ('42');
INSERT INTO items (value) VALUES (NULL);
