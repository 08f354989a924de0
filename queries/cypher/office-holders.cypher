// Who held a post, or the posts of a state, region or body, on a day or over a time?
//
// A tenure counts by its own dates and by its attestations. Dates that are half known, such as 2010/2021, have a
// day for certain from the last day on which it may have begun to the first on which it may have ended; the
// other days they only allow. An attestation has every day from its first to its last; what lies between two
// attestations is attested by neither, and a tenure without dates has no other days than those attested.
//
// Parameters:
//   post (post): this post only.
//   person (person): this person only.
//   of (state or region or body): posts in this state, region or body, in a part of it, or in a body of this state; not those in its regions.
//   as_of (date): who held it on this day.
//   from (first day): who held it on this day or later.
//   to (last day): who held it on this day or earlier.
// Columns:
//   person (name): who held it.
//   person_id (id): that person's id.
//   post (name): the post.
//   post_id (id): its id.
//   party (name): the state, region or body in which it is a post; null where the records do not say.
//   party_id (id): its id.
//   dates (text): the dates of the tenure, in EDTF; null where no source gives any.
//   start_date (date): the earliest day on which it may have begun; null where that is not known.
//   end_date (date): the latest day on which it may have ended; null where that is not known, or it goes on.
//   known (text): tenure, where its dates have the day or a day of the time for certain; else attested, where an attestation has one; else possibly, where its half-known dates allow one; undated, of a tenure without dates and attestations, told only where no time is asked for.
//   attested (list): the dates of its attestations that have the day or a day of the time, in EDTF.
//   acting (boolean): whether the holder only acted in the post; null where no source says that it was so, or was not.
//   basis (text): stated, inferred or common-knowledge: of the tenure and its dates, or of the attestations where known is attested.
//   source (list): the sources, likewise.
//   locator (list): the places in them, as records cite them.
// Selected:
//   tenure_id (id): the tenure.
//   person (text): who held the post.
//   person_id (id): that person's id.
//   post (text): the post.
//   post_id (id): its id.
//   party (text): the state, region or body in which it is a post.
//   party_id (id): its id.
//   acting (boolean): whether the holder only acted in it.
//   dates (text): the dates of the tenure, in EDTF.
//   start_date (date): its earliest day.
//   end_date (date): its latest day.
//   attestation (text): the dates of one of its attestations, in EDTF; null in the row of the tenure itself.
//   bases (list): the basis of the tenure and of its dates, or of the attestation.
//   source (list): the sources, likewise.
//   locator (list): the places in them, as records cite them.
// Step:
//   office_holders (one row for each tenure): how each tenure is known on the day or over the time.
CALL {
  MATCH (t:Tenure)
  WHERE $post IS NULL AND $person IS NULL AND $of IS NULL
  RETURN t
  UNION
  MATCH (:Post {id: $post})<-[:IN_POST]-(t:Tenure)
  RETURN t
  UNION
  MATCH (:Person {id: $person})-[:HAS_TENURE]->(t:Tenure)
  WHERE $post IS NULL
  RETURN t
  UNION
  MATCH (:State|Region|Body {id: $of})<-[:PART_OF_BODY|BODY_OF_STATE*0..6]-()<-[:POST_IN]-(:Post)<-[:IN_POST]-(t:Tenure)
  WHERE $post IS NULL AND $person IS NULL
  RETURN t
}
MATCH (t)-[:IN_POST]->(office:Post)
MATCH (t)<-[:HAS_TENURE]-(holder:Person)
WHERE ($person IS NULL OR holder.id = $person)
  AND ($of IS NULL OR ($post IS NULL AND $person IS NULL)
       OR EXISTS { MATCH (office)-[:POST_IN]->()-[:PART_OF_BODY|BODY_OF_STATE*0..6]->(:State|Region|Body {id: $of}) })
MATCH (t)-[:HAS_ATTESTATION*0..1]->(span)
WHERE ($as_of IS NULL
       OR (span.dates IS NOT NULL AND (span.start_date IS NULL OR span.start_date <= $as_of)
           AND (span.end_date IS NULL OR span.end_date >= $as_of)))
  AND ($from IS NULL OR (span.dates IS NOT NULL AND (span.end_date IS NULL OR span.end_date >= $from)))
  AND ($to IS NULL OR (span.dates IS NOT NULL AND (span.start_date IS NULL OR span.start_date <= $to)))
OPTIONAL MATCH (office)-[:POST_IN]->(seat)
WITH holder, t, office, span, seat,
     [(span)-[:HAS_CLAIM]->(c:Claim {property: 'dates', rank: 'preferred'}) | c.basis] AS claimed,
     [(span)-[:STATED_IN]->(passage:Passage) | passage.id] AS cited,
     [(span)-[:HAS_CLAIM]->(:Claim {property: 'dates', rank: 'preferred'})-[:STATED_IN]->(passage:Passage)
      | passage.id] AS cited_for_dates
WITH holder, t, office, span, seat, claimed, cited + cited_for_dates AS places
RETURN t.id AS tenure_id,
       holder.name AS person,
       holder.id AS person_id,
       office.name AS post,
       office.id AS post_id,
       seat.name AS party,
       seat.id AS party_id,
       t.acting AS acting,
       t.dates AS dates,
       t.start_date AS start_date,
       t.end_date AS end_date,
       CASE WHEN span.id = t.id THEN null ELSE span.dates END AS attestation,
       [span.basis] + claimed AS bases,
       [id IN places | split(toString(id), '/passage/')[0]] AS source,
       [id IN places | replace(toString(id), '/passage/', '#')] AS locator
ORDER BY office.id, holder.id, t.id, span.id
