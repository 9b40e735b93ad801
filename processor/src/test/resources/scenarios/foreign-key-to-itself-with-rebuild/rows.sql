INSERT INTO items (name) VALUES ('top');
INSERT INTO items (parent_id) SELECT id FROM items;
