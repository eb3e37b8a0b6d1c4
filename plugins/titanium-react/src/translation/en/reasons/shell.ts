/** What of a shell is not run. */
export const shell = {
  shell: {
    placeholders: 'There are too many placeholders in this word.',
    inputPlaceholders: 'There are too many placeholders in this text.',
    brackets: 'Commands in brackets are not run: write each as its own step.',
    compound:
      "The shell's {{word}} is not run: write each command as its own step.",
    prefixed:
      'Variables set for one command only are not supported: set them on a line before.',
    missing: 'A command is missing here.',
    unsafe:
      'The character {{name}} cannot be seen or is not what it looks like: type it again.',
    typographicQuote: 'A shell does not know typographic quotes: use \' or ".',
    chained: 'Changes cannot be chained: write each command as its own step.',
    inputAlone: 'A here-document must be alone on its line.',
    background: 'Nothing runs in the background here: leave out &.',
    pipeBoth: 'Use | instead of |&.',
    closesNothing: 'This parenthesis closes nothing.',
    parentheses: 'Parentheses have no meaning here.',
    notEvaluated: "The shell's {{word}} is not evaluated.",
    tooLong: 'This statement is too long to be read.',
    process: 'Process substitution is not run.',
    endWord: 'A here-document needs an end word.',
    endWordMissing: "The here-document's end word {{word}} is missing.",
    substitution:
      'Command substitution is not run: run the inner command as its own step and put its result into a placeholder such as <name>.',
    quote: 'This quote is never closed.',
    arithmetic: 'Arithmetic is not evaluated: write the number itself.',
    expansion:
      'Only ${NAME} is replaced: parameter expansion with operators is not evaluated.',
    runningOnly:
      '{{variable}} is known to a running shell only: use a placeholder such as <name>.',
    quoting: 'The {{quote}} quoting is not supported: use plain quotes.',
    braces: 'Brace expansion is not done: write each command as its own step.',
    quoteParentheses: 'Parentheses have no meaning here: quote them.',
    inputEvaluates:
      "Nothing is evaluated inside a here-document: write the value itself, or quote the end word ('EOF') when the text is meant as it stands.",
    splits:
      'A shell would not keep {{variable}} as one word: write its value into the command.',
    glob: 'A shell would expand this pattern to file names: quote it, or name the objects.',
  },
  pipe: {
    disagree: 'The two commands of the pipe do not agree on --{{name}}.',
    redirection:
      'The redirection {{operator}} is not supported: only > with a file name, which becomes a download.',
    oneFile: 'Only one file can be written.',
    fileName: 'This is no name for a download.',
    missing: 'A command is missing after the pipe.',
    end: 'Only the end of a pipe can be written to a file.',
    date: 'A date can only stand in a file name.',
    noInput: 'This command reads no here-document.',
    redirected:
      'The block sets {{variable}} before this, which would send it elsewhere: leave that out and write into the command where it goes.',
    switched:
      'The block switches to {{cluster}} before this: write --context {{cluster}} into the command, so that it says itself where it goes.',
    namespace:
      'The block switches to namespace {{namespace}} before this: write -n {{namespace}} into the command, so that it says itself where it goes.',
    computed:
      '{{variable}} is what a command prints, and that must not decide what is changed: look it up in a step of its own and write a placeholder such as <name>.',
    into: 'Nothing can be piped into this command here.',
    oneInput: 'Only one here-document can be read.',
    change:
      'Only what a command reads can be filtered or downloaded, not a change.',
  },
  filters: {
    value: '-{{letter}} needs a value.',
    number: '-{{letter}} needs a number here.',
    pattern: 'grep needs a pattern.',
    wc: 'Only wc -l is supported here.',
    base64: 'Only base64 -d is supported here.',
    jq: 'Only simple jq paths such as .metadata.name are supported here.',
    classes: 'Named character classes are not supported here.',
    bracket: 'The pattern has a [ that is never closed.',
    backslash: 'The pattern ends with a backslash.',
    groups: 'Groups and counts are not supported here.',
    escape: '{{char}} is not supported here.',
    patternLong: 'The pattern is too long.',
    option: '{{name}} {{option}} is not supported here.',
    unknown: '{{name}} cannot follow a pipe here. Possible are {{filters}}.',
    placeholder: 'Filters cannot hold placeholders.',
    files: "{{name}} reads the step's result only, no files.",
  },
  wrappers: {
    sudo: 'Leave out sudo: the portal acts with its own credential, after checking your rights.',
    xargs: 'xargs would run a command for each line: name the objects instead.',
    eval: 'eval is not run: write the command itself.',
    watch:
      'Leave out watch: the live tabs of the service follow by themselves.',
    other: 'A command inside {{name}} is not run: write the command itself.',
  },
  assigned: {
    known: 'The steps below use this value.',
    computed:
      'Nothing is run to make this value: steps below that read with it ask for it, those that change something do not take it.',
    open: 'Nothing is run to make this value: the steps that use it ask for it.',
  },
  queries: {
    tooLong: 'the query is longer than {{most}} characters',
    end: '{{at}}: unexpected end of the query',
    unexpected: '{{at}}: unexpected {{what}}',
    duration: 'Expected a duration such as 5m.',
    backquote: 'The value must not hold a backquote.',
    placeholder:
      'A placeholder stands for a value in quotes or for a duration, nothing else.',
    matcher:
      'Queries require at least one regexp or equality matcher that does not match an empty value.',
    syntax: '{{message}}',
  },
};
