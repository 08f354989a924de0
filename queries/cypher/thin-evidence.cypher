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
// Selected:
//   fact (text): what a fact is, or the name of a weak source.
//   fact_id (id): its id.
//   basis (text): on what a fact rests; null of a source.
//   inferred_from (text): from what it is inferred.
//   place (text): a place that states it; a fact has a row for each, and a source has none.
//   weak (text): in which way a source is weak; null of a fact.
// Step:
//   thin_evidence (python): the places of each fact taken together, and why they are little.
CALL {
  MATCH (s:Source)
  WHERE s.weak IS NOT NULL
  RETURN s.id AS id, s.name AS name, null AS ground, null AS words, null AS cited, s.weak AS weak
  UNION ALL
  // Values are given on and not things, with which the embedded engine takes twice as long.
  UNWIND CASE WHEN $about IS NULL AND $body IS NULL THEN [true] ELSE [] END AS every
  MATCH (n)-[:STATED_IN]->(passage:Passage)
  RETURN n.id AS id, n.name AS name, n.basis AS ground, n.inferred_from AS words, passage.id AS cited, null AS weak
  UNION ALL
  MATCH (t {id: $about})-[:HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP|HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE
                          |HAS_PARTICIPATION|HAS_REMARK|HAS_STATUS|HAS_TENURE*0..3]->(n)
  // Said here, as the embedded engine finds a thing at once by its id alone, and a server by both.
  WHERE t:ScoNode
    AND ($body IS NULL OR EXISTS { MATCH (record)-[:OF_BODY|DOCUMENT_OF*0..1]->(:Body {id: $body})
                                   WHERE n.id = record.id OR n.id STARTS WITH record.id + '/' })
  MATCH (n)-[:STATED_IN]->(passage:Passage)
  RETURN n.id AS id, n.name AS name, n.basis AS ground, n.inferred_from AS words, passage.id AS cited, null AS weak
  UNION ALL
  MATCH (:Body {id: $body})<-[:OF_BODY|DOCUMENT_OF*0..1]-(record)
  MATCH (record)-[:HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP|HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE
              |HAS_PARTICIPATION|HAS_REMARK|HAS_STATUS|HAS_TENURE*0..3]->(n)
  WHERE $about IS NULL
  MATCH (n)-[:STATED_IN]->(passage:Passage)
  RETURN n.id AS id, n.name AS name, n.basis AS ground, n.inferred_from AS words, passage.id AS cited, null AS weak
}
RETURN name AS fact,
       id AS fact_id,
       ground AS basis,
       words AS inferred_from,
       replace(cited, '/passage/', '#') AS place,
       weak AS weak
ORDER BY id, cited
