"""XLSForms: the sheets of a workbook that describe what people are asked."""
