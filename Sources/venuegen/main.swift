print("venuegen")
