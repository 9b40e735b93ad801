INSERT INTO cities (id) VALUES (1);
INSERT INTO clients (home_id, mail, phone, points, fax) VALUES (1, 'a@example.org', '42', 7, '43');
