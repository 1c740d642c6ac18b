"""What a manifest and the data say together, written down for others: records of processing, assessments, DPV."""
