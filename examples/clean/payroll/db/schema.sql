-- Wages: what is earned, what is withheld, where it is paid.
CREATE TABLE employees (
  staff_number integer PRIMARY KEY,
  full_name varchar(120) NOT NULL,
  home_address varchar(200) NOT NULL,
  tax_id char(11) NOT NULL,
  iban varchar(34) NOT NULL,
  payslip_email varchar(120),
  job_title varchar(80) NOT NULL,
  hired_on date NOT NULL,
  left_on date
);

CREATE TABLE contracts (
  contract_id integer PRIMARY KEY,
  staff_number integer NOT NULL REFERENCES employees (staff_number),
  weekly_hours decimal(4,2) NOT NULL,
  monthly_salary decimal(10,2) NOT NULL,
  valid_from date NOT NULL,
  valid_to date
);

CREATE TABLE tax_details (
  staff_number integer PRIMARY KEY REFERENCES employees (staff_number),
  tax_class smallint NOT NULL,
  number_of_dependants smallint NOT NULL DEFAULT 0,
  tax_allowance decimal(10,2) NOT NULL DEFAULT 0,
  valid_for_year smallint NOT NULL
);

CREATE TABLE timesheets (
  staff_number integer NOT NULL REFERENCES employees (staff_number),
  work_date date NOT NULL,
  hours_worked decimal(4,2) NOT NULL,
  overtime_hours decimal(4,2) NOT NULL DEFAULT 0,
  PRIMARY KEY (staff_number, work_date)
);

CREATE TABLE payslips (
  payslip_id bigint PRIMARY KEY,
  staff_number integer NOT NULL REFERENCES employees (staff_number),
  pay_month date NOT NULL,
  gross_pay decimal(10,2) NOT NULL,
  income_tax_withheld decimal(10,2) NOT NULL,
  social_contributions decimal(10,2) NOT NULL,
  net_pay decimal(10,2) NOT NULL,
  paid_on date NOT NULL
);

CREATE TABLE pay_items (
  pay_item_code varchar(10) PRIMARY KEY,
  description varchar(80) NOT NULL,
  taxable boolean NOT NULL
);
