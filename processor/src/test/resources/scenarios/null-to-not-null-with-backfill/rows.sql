INSERT INTO items (name) VALUES ('Ada');
INSERT INTO items (name) VALUES (NULL);
