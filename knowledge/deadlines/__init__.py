"""`timetable.deadlines` counts the days by which somebody must act; `dates` reads the day that a parent typed."""
