INSERT INTO shelves (id) VALUES (1);
INSERT INTO items (name) VALUES ('a');
