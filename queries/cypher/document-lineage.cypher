// What does a document implement, amend, replace or rest on, and what builds on it, through up to ten steps?
//
// One row for an edge. Upwards it leads to an earlier document from this one, or from one that this one
// rests on; downwards to this one, or to one that rests on it, from something later. What is reached
// only by going up and down again belongs to another lineage and has no row.
//
// Parameters:
//   document (document, required): the document.
// Selected:
//   direction (text): upwards or downwards.
//   later (text): what rests on the other.
//   later_id (id): its id.
//   relation (text): implements, amends, replaces or based_on.
//   earlier (text): the document that it rests on.
//   earlier_id (id): its id.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
// Step:
//   document_lineage (breadth first): the distance of each edge, the nearest first, none beyond ten.
// Columns:
//   direction (text): upwards, to what the document rests on, or downwards, to what builds on it.
//   distance (integer): how many steps the far end of the edge is from the document, by the shortest way.
//   later (name): the document, event or body that implements, amends, replaces or rests on the other.
//   later_id (id): its id.
//   relation (text): implements, amends, replaces or based_on.
//   earlier (name): the earlier document.
//   earlier_id (id): its id.
//   basis (text): stated, inferred or common-knowledge: of the later one's record, or inferred where a claim of the relation is.
//   source (list): the sources of the later one's record, and of claims of the relation.
//   locator (list): the places in them, as records cite them.
MATCH (d:Document {id: $document})
CALL {
  WITH d
  MATCH (d)-[:IMPLEMENTS|AMENDS|REPLACES|BASED_ON*0..9]->(near)
  WITH DISTINCT near
  MATCH (near)-[r:IMPLEMENTS|AMENDS|REPLACES|BASED_ON]->(far)
  RETURN 'upwards' AS way, near AS one, far AS other, toLower(type(r)) AS link
  UNION
  WITH d
  MATCH (d)<-[:IMPLEMENTS|AMENDS|REPLACES|BASED_ON*0..9]-(near)
  WITH DISTINCT near
  MATCH (near)<-[r:IMPLEMENTS|AMENDS|REPLACES|BASED_ON]-(far)
  RETURN 'downwards' AS way, far AS one, near AS other, toLower(type(r)) AS link
}
WITH way, one, other, link,
     EXISTS { MATCH (one)-[:HAS_CLAIM]->(c:Claim)
              WHERE c.property = link AND c.value = other.id AND c.rank <> 'rejected' AND c.basis = 'inferred' } AS inferred,
     [(one)-[:STATED_IN]->(passage:Passage) | passage.id]
     + [(one)-[:HAS_CLAIM]->(c:Claim)-[:STATED_IN]->(passage:Passage)
        WHERE c.property = link AND c.value = other.id AND c.rank <> 'rejected' | passage.id] AS places
RETURN way AS direction,
       one.name AS later,
       one.id AS later_id,
       link AS relation,
       other.name AS earlier,
       other.id AS earlier_id,
       CASE WHEN inferred THEN 'inferred' ELSE one.basis END AS basis,
       [id IN places | split(toString(id), '/passage/')[0]] AS source,
       [id IN places | replace(toString(id), '/passage/', '#')] AS locator
ORDER BY way, one.id, other.id, link
