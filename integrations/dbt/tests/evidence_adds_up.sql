-- The kinds of evidence of one person and key result sum to the share of the evidence model.
SELECT share.run_id, share.key_result_id, share.person_id, share.share, sum(piece.amount) AS total
FROM {{ source('fairshare', 'latest_shares') }} AS share
JOIN {{ source('fairshare', 'latest_evidence') }} AS piece
  ON
    piece.run_id = share.run_id
    AND piece.key_result_id = share.key_result_id
    AND piece.person_id = share.person_id
WHERE share.model = 'evidence'
GROUP BY share.run_id, share.key_result_id, share.person_id, share.share
HAVING sum(piece.amount) <> share.share
