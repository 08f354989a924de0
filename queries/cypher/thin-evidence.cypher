// Which facts rest on one source only, only on weak ones, or only on inference?
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
//   why (list): 'one source', where all its places are in one; 'inferred only', where no source says it as it stands; 'weak sources only', where each of its sources is weak.
//   basis (text): stated, inferred or common-knowledge.
//   inferred_from (text): from what it is inferred; null where it is not.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
CALL {
  UNWIND CASE WHEN $about IS NULL AND $body IS NULL THEN [true] ELSE [] END AS every
  MATCH (n)-[:STATED_IN]->(:Passage)
  RETURN DISTINCT n
  UNION
  MATCH (t {id: $about})-[:HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP|HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE
                          |HAS_PARTICIPATION|HAS_REMARK|HAS_STATUS|HAS_TENURE*0..3]->(n)
  // Said here, as the embedded engine finds a thing at once by its id alone, and a server by both.
  WHERE t:ScoNode
    AND ($body IS NULL OR EXISTS { MATCH (record)-[:OF_BODY|DOCUMENT_OF*0..1]->(:Body {id: $body})
                                   WHERE n.id = record.id OR n.id STARTS WITH record.id + '/' })
  RETURN n
  UNION
  MATCH (:Body {id: $body})<-[:OF_BODY|DOCUMENT_OF*0..1]-(record)
  MATCH (record)-[:HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP|HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE
              |HAS_PARTICIPATION|HAS_REMARK|HAS_STATUS|HAS_TENURE*0..3]->(n)
  WHERE $about IS NULL
  RETURN n
}
MATCH (n)-[:STATED_IN]->(passage:Passage)<-[:HAS_PASSAGE]-(s:Source)
WITH n.id AS id, n.name AS name, n.basis AS ground, n.inferred_from AS words, split(n.id, '/')[-2] AS sort,
     collect(DISTINCT s.id) AS sources, count(s.weak) = count(s) AS frail, collect(replace(passage.id, '/passage/', '#')) AS places
WHERE ($kind IS NULL OR sort = $kind) AND (size(sources) = 1 OR ground = 'inferred' OR frail)
RETURN name AS fact,
       id AS fact_id,
       sort AS kind,
       CASE WHEN size(sources) = 1 THEN ['one source'] ELSE [] END
       + CASE WHEN ground = 'inferred' THEN ['inferred only'] ELSE [] END
       + CASE WHEN frail THEN ['weak sources only'] ELSE [] END AS why,
       ground AS basis,
       words AS inferred_from,
       sources AS source,
       places AS locator
ORDER BY id
