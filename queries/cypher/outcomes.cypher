// What did a meeting do, and to which document?
//
// Parameters:
//   meeting (meeting or event, required): the meeting.
// Columns:
//   act (text): what was done, such as agreed-in-draft, approved or signed.
//   document (name): the document.
//   document_id (id): its id.
//   kind (text): the kind of document.
//   by (names): who did it.
//   by_group (text): who did it, where a source names no one actor.
//   date (text): the date of the act, in EDTF; null where no source gives one.
//   place (name): where the act was done, if a source says so of the act.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
MATCH (:Event {id: $meeting})<-[:AT_EVENT]-(a:DocumentAct)<-[:HAS_ACT]-(d:Document)
OPTIONAL MATCH (a)-[:ACT_PLACE]->(place:Place)
WITH a, d, place,
     [(a)-[:BY]->(actor) | actor.name] AS actors,
     [(a)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(a)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN a.act AS act,
       d.name AS document,
       d.id AS document_id,
       d.kind AS kind,
       actors AS by,
       a.by_group AS by_group,
       a.dates AS date,
       place.name AS place,
       a.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY a.act, d.id, a.id
