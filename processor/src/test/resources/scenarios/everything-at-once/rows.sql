INSERT INTO clients (name, mail) VALUES (NULL, 'a@b');
INSERT INTO orders (client_id, total) SELECT id, 3 FROM clients;
