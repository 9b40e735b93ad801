INSERT INTO lefts (a) VALUES ('x');
INSERT INTO rights (b) VALUES (7);
