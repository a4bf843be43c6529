"""Starts and ends Airflow on this machine: one command for a whole run, one for daily use."""
