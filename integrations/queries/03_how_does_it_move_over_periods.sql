-- How do credited and contributed value of a person move over periods?  一个人的功劳与贡献随周期怎样变化？
-- Grain: one row a person and period, in the order of time.
SELECT
  person_id,
  period_id,
  period_ends_on,
  credited,
  contributed,
  contributed_low,
  contributed_high,
  gap,
  contributed_change
FROM fairshare.trend_people
ORDER BY person_id, period_starts_on, period_id;
