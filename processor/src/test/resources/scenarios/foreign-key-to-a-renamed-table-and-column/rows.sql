INSERT INTO clients (code) VALUES ('A1');
INSERT INTO orders (customer_number) VALUES ('A1');
