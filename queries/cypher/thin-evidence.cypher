// Which facts rest on one source only, or only on inference?
//
// One row for a record or a thing nested in it. What is common knowledge rests on one work of reference
// as a rule, and has a row for it.
//
// Parameters:
//   about (thing): this thing and all that is nested in it only.
//   body (body): this body, its events, plans and documents, and all that is nested in them, only.
//   kind (text): facts of this kind only, as ids have it, such as meeting, participation or document-act.
// Columns:
//   fact (text): what the fact is.
//   fact_id (id): its id.
//   kind (text): its kind: that of the record, or of the nested thing.
//   why (list): 'one source', where all its places are in one; 'inferred only', where no source says it as it stands.
//   basis (text): stated, inferred or common-knowledge.
//   inferred_from (text): from what it is inferred; null where it is not.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
CALL {
  UNWIND CASE WHEN $about IS NULL AND $body IS NULL THEN [true] ELSE [] END AS every
  MATCH (n)-[:STATED_IN]->(:Passage)
  RETURN DISTINCT n
  UNION
  MATCH (t:ScoNode {id: $about})-[:HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP|HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE
                          |HAS_PARTICIPATION|HAS_REMARK|HAS_STATUS|HAS_TENURE*0..3]->(n)
  WHERE $body IS NULL OR EXISTS { MATCH (of)-[:OF_BODY|DOCUMENT_OF*0..1]->(:Body {id: $body})
                                  WHERE n.id = of.id OR n.id STARTS WITH of.id + '/' }
  RETURN n
  UNION
  MATCH (:Body {id: $body})<-[:OF_BODY|DOCUMENT_OF*0..1]-(of)
  MATCH (of)-[:HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP|HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE
              |HAS_PARTICIPATION|HAS_REMARK|HAS_STATUS|HAS_TENURE*0..3]->(n)
  WHERE $about IS NULL
  RETURN n
}
WITH n, split(n.id, '/')[-2] AS sort,
     [(n)-[:STATED_IN]->(passage:Passage) | passage.id] AS places
WHERE ($kind IS NULL OR sort = $kind) AND size(places) > 0
WITH n, sort, places, [id IN places | split(id, '/passage/')[0]] AS sources
WITH n, sort, places, sources, all(id IN sources WHERE id = sources[0]) AS thin
WHERE thin OR n.basis = 'inferred'
RETURN n.name AS fact,
       n.id AS fact_id,
       sort AS kind,
       CASE WHEN thin AND n.basis = 'inferred' THEN ['one source', 'inferred only']
            WHEN thin THEN ['one source'] ELSE ['inferred only'] END AS why,
       n.basis AS basis,
       n.inferred_from AS inferred_from,
       sources AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator
ORDER BY n.id
