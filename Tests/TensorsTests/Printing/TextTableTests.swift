// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@Test("a table aligns words left and numbers right", arguments: [true, false])
func tableAlignment(_ isRuled: Bool) {
  var table = TextTable([("method", .left), ("SSQ", .right), ("status", .left)], isRuled: isRuled)
  table.append(["LM", "1.0", "converged"])
  table.append(["Adam", "169.25", ""])
  let rule = isRuled ? ["------  ------  ---------"] : []
  let lines =
    ["method     SSQ  status"] + rule + ["LM         1.0  converged", "Adam    169.25"]
  #expect(table.description == lines.joined(separator: "\n"))
}
