print("clients")
