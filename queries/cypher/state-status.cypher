// What is each state's standing in a body on a day, or by which dated steps did it come about?
//
// With as_of there is a row for each standing that a state has on that day. It counts by its own dates and by its
// attestations: half-known dates, such as 2015/, have a day for certain or only allow it; an attestation has
// every day from its first to its last, and what lies between two is attested by neither. Of a state without a
// row nothing is known that day. Without as_of there is a row for each step that has a date, and for a standing
// of which no date at all is known.
// What was planned for a state stands in plans, which the records do not tie to a standing.
//
// Parameters:
//   state (state): this state only.
//   body (body): standing in this body only.
//   as_of (date): the standing on this day.
//   from (first day): steps that may have been taken on this day or later.
//   to (last day): steps that may have been taken on this day or earlier.
// Columns:
//   state (name): the state.
//   state_id (id): its id.
//   body (name): the body in which it has the standing.
//   body_id (id): its id.
//   kind (text): the standing: member, observer, dialogue-partner, partner or applicant.
//   step (text): applied, decided, memorandum, began, attested or ended; what was done to a document by which the standing came about, such as signed; holds, with as_of; undated, of a standing without any date.
//   date (text): when, in EDTF; with as_of the dates of the standing, or of the attestation that has the day; null where undated.
//   start_date (date): the earliest day of that date; null where it has none.
//   end_date (date): its latest day; null where it has none.
//   known (text): status, where the dates of the standing have the day as_of for certain; else attested, where an attestation has it; else possibly, where the half-known dates allow it; null without as_of.
//   other_dates (list): dates that sources give for the step beside that date, in EDTF, ruled against or not.
//   document (name): the document by which the standing came about, where a step is an act on it.
//   document_id (id): its id.
//   basis (text): stated, inferred or common-knowledge: of the standing and the ruling on the date, of the attestation or of the act.
//   source (list): the sources, likewise.
//   locator (list): the places in them, as records cite them.
// Selected:
//   status_id (id): the standing.
//   state (text): the state.
//   state_id (id): its id.
//   body (text): the body.
//   body_id (id): its id.
//   kind (text): the standing.
//   step (text): the step; dates, where both beginning and end are meant.
//   date (text): when, in EDTF.
//   claimed_dates (list): the dates that sources claim for it, in EDTF.
//   document (text): the document that was acted on.
//   document_id (id): its id.
//   bases (list): the basis of the fact and of the ruling on its date.
//   source (list): their sources.
//   locator (list): the places in them, as records cite them.
// Step:
//   state_status (one row for each step or standing): when a standing began and ended, or how it is known on the day.
MATCH (s:State)-[:HAS_STATUS]->(k:Status)-[:STATUS_IN]->(b:Body)
WHERE ($state IS NULL OR s.id = $state) AND ($body IS NULL OR b.id = $body)
CALL {
  WITH k
  UNWIND [{step: 'dates', date: k.dates}, {step: 'applied', date: k.applied}, {step: 'decided', date: k.decided},
          {step: 'memorandum', date: k.memorandum}] AS one
  WITH k, one.step AS step, one.date AS date
  WHERE date IS NOT NULL
     OR (step = 'dates' AND k.applied IS NULL AND k.decided IS NULL AND k.memorandum IS NULL
         AND NOT EXISTS { MATCH (k)-[:HAS_ATTESTATION]->(:Attestation) })
  RETURN step, date, k AS fact, null AS document, null AS document_id
  UNION
  WITH k
  MATCH (k)-[:HAS_ATTESTATION]->(a:Attestation)
  RETURN 'attested' AS step, a.dates AS date, a AS fact, null AS document, null AS document_id
  UNION
  WITH k
  MATCH (k)-[:BY_DOCUMENT]->(d:Document)-[:HAS_ACT]->(a:DocumentAct)
  OPTIONAL MATCH (a)-[:AT_EVENT]->(m:Event)
  WITH d, a, coalesce(a.dates, m.dates) AS date
  WHERE date IS NOT NULL
  RETURN a.act AS step, date, a AS fact, d.name AS document, d.id AS document_id
}
WITH s, k, b, step, date, fact, document, document_id,
     [(fact)-[:HAS_CLAIM]->(c:Claim) WHERE c.property = step | c.value] AS values,
     [(fact)-[:HAS_CLAIM]->(c:Claim) WHERE c.property = step AND c.rank = 'preferred' | c.basis] AS ruled,
     [(fact)-[:STATED_IN]->(passage:Passage) | passage.id] AS cited,
     [(fact)-[:HAS_CLAIM]->(c:Claim)-[:STATED_IN]->(passage:Passage) WHERE c.property = step | passage.id] AS claimed
WITH s, k, b, step, date, fact, document, document_id, values, ruled, cited + claimed AS places
RETURN k.id AS status_id,
       s.name AS state,
       s.id AS state_id,
       b.name AS body,
       b.id AS body_id,
       k.kind AS kind,
       step AS step,
       date AS date,
       values AS claimed_dates,
       document AS document,
       document_id AS document_id,
       [fact.basis] + ruled AS bases,
       [id IN places | split(toString(id), '/passage/')[0]] AS source,
       [id IN places | replace(toString(id), '/passage/', '#')] AS locator
ORDER BY s.id, k.id, fact.id, step
