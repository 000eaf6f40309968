// The formats that a project's data goes out in, as people choose among them.

export const dataFormats = ['json', 'qdpx', 'qdc', 'jsonld', 'csv', 'xlsx', 'brat', 'cas', 'xmi', 'tsv', 'doccano', 'labelstudio'] as const
export type DataFormat = (typeof dataFormats)[number]

const [POINTS, UNITS] = ['Unicode code points', 'UTF-16 code units']
/** What positions count in each format that has any; a QDPX file says it itself. */
export const positionsIn: Readonly<Partial<Record<DataFormat, string>>> = {
  json: UNITS,
  jsonld: POINTS,
  csv: UNITS,
  xlsx: UNITS,
  brat: POINTS,
  cas: UNITS,
  xmi: UNITS,
  tsv: UNITS,
  doccano: POINTS,
  labelstudio: POINTS,
}

export const dataFormatNames: Readonly<Record<DataFormat, string>> = {
  json: 'The whole project (JSON)',
  qdpx: 'Project for NVivo, MAXQDA, ATLAS.ti and others (QDPX)',
  qdc: 'Codes for NVivo, MAXQDA, ATLAS.ti and others (QDC)',
  jsonld: 'Web Annotations (JSON-LD)',
  csv: 'Table of highlights (CSV)',
  xlsx: 'Table of highlights (XLSX)',
  brat: 'brat standoff',
  cas: 'UIMA CAS as JSON',
  xmi: 'UIMA CAS as XMI',
  tsv: 'WebAnno TSV',
  doccano: 'doccano (JSONL)',
  labelstudio: 'Label Studio',
}
