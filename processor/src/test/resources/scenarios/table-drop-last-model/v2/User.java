package shop;

class User {}
