import x

Q = "SELECT full_name, birth_date "
con.execute(Q + "FROM patients WHERE email = 1")
pd.read_sql(f"""SELECT full_name, birth_date FROM patients WHERE email = 'canary-7f3a@values.example'""", con)
