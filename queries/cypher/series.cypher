// Which meetings of a body or series were there, in order, and what is missing or at odds in their numbers?
//
// A body that meets, such as a council, and a recurring event, such as a fair, both have meetings or editions here;
// an event that is an edition of a series and a meeting of a body counts for the series. Parts of a larger
// event are left out. A number between the lowest and the highest known one that no event is known to have gets a
// row too; it may be that of an event without a number.
//
// Parameters:
//   body (body): this body or series only.
// Columns:
//   body (name): the body or series.
//   body_id (id): its id.
//   number (integer): the number of the event in the series; null where no source gives one.
//   event (name): the meeting or other event; null, as all that follows to place, where a number is missing.
//   event_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last in its series.
//   start_date (date): its first day, or the first one possible.
//   end_date (date): its last day, or the last one possible.
//   mode (text): in-person, hybrid or videoconference; null where not stated.
//   place (name): where; null where no place is known, and for a videoconference.
//   finding (list): missing, a number that no event of the series is known to have; twice, where another event has the same number; falls, where an event that was earlier for certain has a greater number; disputed, where a source claims another number.
//   other_numbers (list): the other numbers that sources claim, ruled against or not.
//   basis (text): stated or common-knowledge where the event and the rulings on its date, number and series are so, else inferred; inferred for a missing number.
//   source (list): the sources, likewise; for a missing number those of the numbers next to it.
//   locator (list): the places in them, as records cite them.
// Selected:
//   body (text): the body or series.
//   body_id (id): its id.
//   number (integer): the number of the event.
//   event (text): the event.
//   event_id (id): its id.
//   date (text): its date, in EDTF.
//   start_date (date): its first day, or the first one possible.
//   end_date (date): its last day, or the last one possible.
//   mode (text): how it brought its participants together.
//   place (text): where.
//   other_numbers (list): the other numbers that sources claim.
//   bases (list): the basis of the event and of the rulings on its date, number and series.
//   source (list): their sources, and those of the other numbers.
//   locator (list): the places in them, as records cite them.
// Step:
//   series (the selected rows and those of missing numbers): what the numbers of a series show.
MATCH (b:Body)
WHERE $body IS NULL OR b.id = $body
MATCH (b)<-[way:OF_BODY|IN_SERIES]-(e:Event)
WHERE NOT EXISTS { MATCH (e)-[:PART_OF_EVENT]->(:Event) }
  AND (type(way) = 'IN_SERIES' OR NOT EXISTS { MATCH (e)-[:IN_SERIES]->(:Body) })
OPTIONAL MATCH (e)-[:HELD_IN]->(venue:Place)
WITH b, e, venue,
     [(e)-[:HAS_CLAIM]->(c:Claim) WHERE c.property = 'number' AND c.value <> coalesce(toString(e.number), '')
      | c.value] AS others,
     [(e)-[:HAS_CLAIM]->(c:Claim) WHERE c.property IN ['number', 'dates', 'body', 'series'] AND c.rank = 'preferred'
      | c.basis] AS ruled,
     [(e)-[:STATED_IN]->(passage:Passage) | passage.id] AS cited,
     [(e)-[:HAS_CLAIM]->(c:Claim)-[:STATED_IN]->(passage:Passage)
       WHERE c.property = 'number' OR (c.property IN ['dates', 'body', 'series'] AND c.rank = 'preferred')
      | passage.id] AS claimed
WITH b, e, venue, others, ruled, cited + claimed AS places
RETURN b.name AS body,
       b.id AS body_id,
       e.number AS number,
       e.name AS event,
       e.id AS event_id,
       e.dates AS date,
       e.start_date AS start_date,
       e.end_date AS end_date,
       e.mode AS mode,
       venue.name AS place,
       others AS other_numbers,
       [e.basis] + ruled AS bases,
       [id IN places | split(toString(id), '/passage/')[0]] AS source,
       [id IN places | replace(toString(id), '/passage/', '#')] AS locator
ORDER BY b.id, CASE WHEN e.start_date IS NULL THEN 1 ELSE 0 END, e.start_date, coalesce(e.number, 0), e.id
