// Which documents are in force on a day, and by which act?
//
// A document is in force from the day on which a source says that it entered into force until the day
// on which a document that replaces it did. It is also in force on a day on which a meeting discussed
// its carrying out. Adoption, signature or the period that it covers do not say that it is in force.
//
// Parameters:
//   as_of (date, required): the day.
//   kind (choice of document-kind): documents of this kind only.
//   body (body): documents of this body only.
// Selected:
//   document (text): the document; it has a row by itself and one for each act that bears on its force.
//   document_id (id): its id.
//   kind (text): the kind of document.
//   body (list): the bodies whose document it is.
//   act (text): entered-into-force or implementation-discussed; null where no act is known.
//   act_of (id): the document on which it was done: this one, or one that replaces it.
//   act_date (text): its date, in EDTF, or else that of the meeting at which it was done.
//   first_day (date): the earliest day of the act.
//   last_day (date): its latest day.
//   meeting (text): the meeting that did it.
//   meeting_id (id): its id.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
// Step:
//   documents_in_force (one row a document): what the acts say of the day.
// Columns:
//   document (name): the document.
//   document_id (id): its id.
//   kind (text): the kind of document.
//   body (names): the bodies whose document it is.
//   in_force (text): yes; no, where it was not in force yet or was replaced; possibly, where a date that is known by half, or not at all, leaves both open; not stated, where no act says anything of the day.
//   act (text): the act that says so: entered-into-force or implementation-discussed; null where none does.
//   act_of (id): the document that decides: this one by its act, or one that replaces it, by its act or, where none is known, for possibly; null for not stated.
//   act_date (text): its date, in EDTF, or else that of the meeting at which it was done; null where no source gives one.
//   meeting (text): the meeting at which it was done; null where no source names one.
//   meeting_id (id): its id.
//   basis (text): stated, inferred or common-knowledge, inferred for implementation-discussed; null for not stated.
//   source (list): the sources: of the act, or of the document where no act says anything.
//   locator (list): the places in them, as records cite them.
MATCH (d:Document)
WHERE ($kind IS NULL OR d.kind = $kind)
  AND ($body IS NULL OR EXISTS { MATCH (d)-[:DOCUMENT_OF]->(:Body {id: $body}) })
CALL {
  WITH d
  RETURN d AS done_to, null AS a
  UNION
  WITH d
  MATCH (d)-[:HAS_ACT]->(a:DocumentAct)
  WHERE a.act IN ['entered-into-force', 'implementation-discussed']
  RETURN d AS done_to, a
  UNION
  WITH d
  MATCH (d)<-[:REPLACES]-(n:Document)
  OPTIONAL MATCH (n)-[:HAS_ACT]->(a:DocumentAct {act: 'entered-into-force'})
  RETURN n AS done_to, a
}
WITH d, done_to, a, coalesce(a, done_to) AS cited, [(d)-[:DOCUMENT_OF]->(b:Body) | b.name] AS bodies
OPTIONAL MATCH (cited)-[:AT_EVENT]->(m:Event)
WITH d, done_to, a, m, cited, bodies,
     [(cited)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(cited)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN d.name AS document,
       d.id AS document_id,
       d.kind AS kind,
       bodies AS body,
       a.act AS act,
       done_to.id AS act_of,
       coalesce(a.dates, m.dates) AS act_date,
       CASE WHEN a.dates IS NULL THEN m.start_date ELSE a.start_date END AS first_day,
       CASE WHEN a.dates IS NULL THEN m.end_date ELSE a.end_date END AS last_day,
       m.name AS meeting,
       m.id AS meeting_id,
       cited.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY d.id, done_to.id, coalesce(a.id, '')
