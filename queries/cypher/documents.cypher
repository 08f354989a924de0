// Which documents are there, by kind, body and year, and what was done with each?
//
// Parameters:
//   kind (choice of document-kind): documents of this kind only.
//   body (body): documents of this body only.
//   year (integer): acts only whose earliest and latest day leave this year possible; an act without a date counts by its meeting's.
// Columns:
//   document (name): the document; one with several acts has a row for each.
//   document_id (id): its id.
//   kind (text): the kind of document.
//   body (names): the bodies whose document it is.
//   parties (names): the parties to it.
//   act (text): what was done; null, as all that follows to date, for a document of which no act is known.
//   meeting (name): the meeting that did it.
//   meeting_id (id): its id.
//   meeting_date (text): the meeting's date, in EDTF.
//   date (text): the date of the act, in EDTF; null where no source gives one.
//   basis (text): stated, inferred or common-knowledge: of the act, or of the document where no act is known.
//   source (list): the sources, likewise.
//   locator (list): the places in them, as records cite them.
CALL {
  UNWIND CASE WHEN $body IS NULL THEN [true] ELSE [] END AS every
  MATCH (d:Document)
  RETURN d
  UNION
  MATCH (:Body {id: $body})<-[:DOCUMENT_OF]-(d:Document)
  RETURN d
}
WITH d
WHERE $kind IS NULL OR d.kind = $kind
OPTIONAL MATCH (d)-[:HAS_ACT]->(a:DocumentAct)
OPTIONAL MATCH (a)-[:AT_EVENT]->(m:Event)
WITH d, a, m,
     CASE WHEN a.dates IS NULL THEN m.start_date ELSE a.start_date END AS first,
     CASE WHEN a.dates IS NULL THEN m.end_date ELSE a.end_date END AS last
WHERE $year IS NULL
   OR ((first IS NOT NULL OR last IS NOT NULL)
       AND (first IS NULL OR first.year <= $year) AND (last IS NULL OR last.year >= $year))
WITH d, a, m, first, coalesce(a, d) AS cited,
     [(d)-[:DOCUMENT_OF]->(body:Body) | body.name] AS bodies,
     [(d)-[:HAS_PARTY]->(party) | party.name] AS parties
WITH d, a, m, first, cited, bodies, parties,
     [(cited)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(cited)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN d.name AS document,
       d.id AS document_id,
       d.kind AS kind,
       bodies AS body,
       parties AS parties,
       a.act AS act,
       m.name AS meeting,
       m.id AS meeting_id,
       m.dates AS meeting_date,
       a.dates AS date,
       cited.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY d.id, CASE WHEN first IS NULL THEN 1 ELSE 0 END, first, coalesce(a.id, '')
