package shop;

class Plain {}
