-- en: Where do the reports speak of 府院联动, cooperation of government and courts, and in what words?
-- zh: 哪些报告谈到“府院联动”，原文是怎么说的？
SELECT report_year, title, heading, snippet, url
FROM search('府院联动')
ORDER BY report_year, url, section_path
