print(Example.self)
