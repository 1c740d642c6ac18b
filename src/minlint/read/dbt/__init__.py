"""What the readers of dbt's property files and artifacts share."""
