INSERT INTO items (a, b, c, d) VALUES (NULL, 5, 'see', 9);
