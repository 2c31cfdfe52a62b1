// SPDX-License-Identifier: Apache-2.0

// Every file of the playground reads options and writes to the console.
@_exported public import PlaygroundCommandLine
