// Where do sources disagree, which value is taken and why?
//
// One row for a side: a claim of a value of which another claim of the same property is ranked
// differently, or one that is rejected. A value that is only inferred, or that may stand beside
// others of the same rank, such as a name in another language, is no side.
//
// Parameters:
//   thing (thing): this thing and all that is nested in it only.
// Columns:
//   thing (text): the thing, a record or one nested in it.
//   thing_id (id): its id.
//   property (text): the property, by its predicate.
//   value (text): the value that this side gives to it.
//   rank (text): preferred, normal or rejected.
//   ruling (list): the value that the graph follows; empty where no claim of it is preferred.
//   reason (text): why this side is ranked so; null where no reason is written down.
//   basis (text): stated, inferred or common-knowledge, of this side.
//   source (list): the sources of this side.
//   locator (list): the places in them, as records cite them.
MATCH (owner)-[:HAS_CLAIM]->(c:Claim)
WHERE ($thing IS NULL OR owner.id = $thing OR owner.id STARTS WITH $thing + '/')
  AND (c.rank = 'rejected'
       OR EXISTS { MATCH (owner)-[:HAS_CLAIM]->(o:Claim) WHERE o.property_iri = c.property_iri AND o.rank <> c.rank })
WITH owner, c,
     [(owner)-[:HAS_CLAIM]->(k:Claim) WHERE k.property_iri = c.property_iri AND k.rank = 'preferred' | k.value] AS taken,
     [(c)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(c)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN owner.name AS thing,
       owner.id AS thing_id,
       split(replace(c.property_iri, '#', '/'), '/')[-1] AS property,
       c.value AS value,
       c.rank AS rank,
       taken AS ruling,
       c.reason AS reason,
       c.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY owner.id, c.property_iri,
         CASE c.rank WHEN 'preferred' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END, c.id
