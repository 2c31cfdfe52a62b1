// SPDX-License-Identifier: Apache-2.0
import Foundation
import Gradcheck
import Testing

@testable import GradcheckCommand

@Suite("The command")
struct CommandTests {
  /// What a command line writes, complains and returns.
  private func run(_ words: String...) -> (output: String, complaint: String, code: ExitCode) { run(words) }

  private func run(_ words: [String]) -> (output: String, complaint: String, code: ExitCode) {
    var (output, complaint) = ("", "")
    // The closures do not outlive the call.
    let code = withoutActuallyEscaping({ (text: String) in output += text }) { write in
      withoutActuallyEscaping({ (text: String) in complaint += text }) { complain in
        Command(write: write, complain: complain).run(words)
      }
    }
    return (output, complaint, code)
  }

  @Test("prints the value, and derivatives by tape, by differences and as formulas")
  func expression() {
    let (output, complaint, code) = run("x*sin(y)", "--at", "x=1.2,y=0.5")
    #expect(code == .passed && complaint.isEmpty)
    #expect(
      output.hasPrefix(
        """
        f = x*sin(y)
        f = 0.5753106463250436 at x = 1.2, y = 0.5

        derivative by  tape          differences
        """), "\(output)")
    #expect(output.contains("sin(y)") && output.contains("cos(y)"))
    #expect(output.contains("gradcheck passed"))
  }

  @Test("checks derivatives by hand")
  func gradient() {
    let right = run("x*sin(y)", "--at", "x=1.2,y=0.5", "--gradient", "sin(y), x*cos(y)")
    #expect(right.code == .passed, "\(right.output)\(right.complaint)")
    let wrong = run("x*sin(y)", "--at", "x=1.2,y=0.5", "--gradient=sin(y), -x*cos(y)")
    #expect(wrong.code == .failed)
    #expect(
      wrong.output.contains("y is wrong in 1 of 1 entries; the sign is wrong in each entry"),
      "\(wrong.output)"
    )
  }

  @Test("takes vectors, matrices and constants")
  func tensors() {
    let (output, complaint, code) = run("sum((A@x)^2) + x[0]**2/pi", "--at", "A=[[1,2],[3,4]],x=[0.5,-1e0]")
    #expect(code == .passed, "\(complaint)\(output)")
    #expect(output.contains("A[1, 0]") && output.contains("x[1]"))
  }

  @Test("inconclusive checks have a code of their own")
  func inconclusive() {
    #expect(run("sum(softmax(x))", "--at", "x=[1,2,3]").code == .inconclusive)
    #expect(run("log(x)", "--at", "x=-1").code == .inconclusive)
  }

  @Test("the report as JSON is read back")
  func json() throws {
    let (output, _, code) = run("x^3", "--at", "x=2", "--json")
    #expect(code == .passed)
    #expect(try JSONDecoder().decode(GradcheckReport.self, from: Data(output.utf8)).passed)
  }

  @Test("models are listed and checked")
  func models() {
    #expect(run("--list").output.contains("spirals"))
    for name in ["unit", "layer", "tiny", "regression"] {
      let (output, complaint, code) = run("--model", name)
      #expect(code == .passed, "\(name): \(complaint)\(output)")
    }
    #expect(
      run("--model", "nothing").complaint.hasPrefix("gradcheck: unknown model 'nothing'; known are unit"))
  }

  @Test(
    "mistakes point at their column",
    arguments: [
      ("x*", "column 3: a number, a name, '(' or '[' is expected, but here is the end\n  x*\n    ^"),
      ("sin(x", "column 6: ')' is expected, but here is the end\n  sin(x\n       ^"),
      ("2x", "column 2: 'x' does not continue the expression\n  2x\n   ^"),
      ("x $ 2", "column 3: '$' is no operator\n  x $ 2\n    ^"),
      ("1.2.3", "column 1: '1.2.3' is no number\n  1.2.3\n  ^"),
      ("sin(x, 2)", "column 1: sin takes 1 argument, not 2\n  sin(x, 2)\n  ^"),
      ("x[5]", "column 2: there is no element [5] in a value of shape [2]\n  x[5]\n   ^"),
      ("x[0.5]", "column 2: an index must be a whole number from 0 on\n  x[0.5]\n   ^"),
      ("[]", "column 1: a list has no elements\n  []\n  ^"),
      (
        "[1, x]",
        "column 1: the elements of a list must have one shape; here they have [[], [2]]\n  [1, x]\n  ^"
      ),
      ("x + [1,2,3]", "column 3: add(x [2], concatenate(...) [3]): the shapes do not broadcast"),
      ("1 + foo(x)", "column 5: unknown function 'foo'; known are abs, acos"),
      ("1 + z", "column 5: unknown name 'z'; known are e, pi, x\n  1 + z\n      ^"),
    ])
  func mistakes(_ text: String, _ message: String) {
    let (output, complaint, code) = run(text, "--at", "x=[1,2]")
    #expect(code == .usage && output.isEmpty)
    #expect(complaint.hasPrefix("gradcheck: \(message)"), "\(complaint)")
  }

  @Test(
    "so do mistakes in the point",
    arguments: [
      ("x", "column 2: '=' and a value are expected after x"),
      ("1=2", "column 1: a name is expected, as in x=1.2, but here is 1.0"),
      ("x=1,x=2", "column 5: x has a value already"),
      ("x=[1,2", "column 7: ']' is expected, but here is the end"),
    ])
  func mistakesInThePoint(_ point: String, _ message: String) {
    let (_, complaint, code) = run("x", "--at", point)
    #expect(code == .usage)
    #expect(complaint.hasPrefix("gradcheck: \(message)"), "\(complaint)")
  }

  @Test(
    "command lines that are not understood",
    arguments: [
      (["--seed", "x", "y"], "--seed takes a whole number, not 'x'"),
      (["--nothing"], "unknown option '--nothing'"),
      (["x", "y"], "one expression, --model or --list at a time: 'y' is one more"),
      (["--model", "tiny", "x"], "one expression, --model or --list at a time: 'x' is one more"),
      (["--model", "tiny", "--at", "x=1"], "--at goes with an expression only"),
      (["--list", "--gradient", "1"], "--gradient goes with an expression only"),
      (
        ["x", "--at", "x=1", "--gradient", "1", "--float"],
        "--float checks the tape's derivatives: it does not go with --gradient"
      ),
      (["--at"], "--at needs a value: --at x=1,y=2"),
      ([], "an expression, --model or --list is needed"), (["--json=1", "x"], "--json takes no value"),
    ])
  func usage(_ words: [String], _ message: String) {
    #expect { try Request(words) } throws: { "\($0)" == message }
  }

  @Test(
    "each way to end has a code of its own",
    arguments: [
      (["x*x", "--at", "x=1"], ExitCode.passed), (["--list"], .passed), (["--help"], .passed),
      (["--model", "unit", "--seed", "2"], .passed), (["--model", "unit", "--float"], .passed),
      (["x*x", "--at", "x=1", "--gradient", "x"], .failed),
      (["x*x", "--at", "x=1", "--gradient", "x", "--json"], .failed),
      (["x*x", "--at", "x=1", "--gradient", "x, x"], .usage), (["--model", "no"], .usage), ([], .usage),
      (["log(x)", "--at", "x=-1"], .inconclusive), (["pi"], .inconclusive),
    ])
  func codes(_ words: [String], _ code: ExitCode) {
    let (output, complaint, found) = run(words)
    #expect(found == code, "\(output)\(complaint)")
    #expect(found.rawValue == [.passed: 0, .failed: 1, .usage: 2, .inconclusive: 3][code])
    #expect(complaint.isEmpty == (code != .usage) && output.isEmpty == (code == .usage))
  }

  @Test("matrices are written on one line, and formulas without the shapes of vectors")
  func formulas() {
    let (output, _, code) = run("sum((A@x)^2)", "--at", "A=[[1,2],[3,4]],x=[0.5,-1]")
    #expect(code == .passed)
    #expect(output.contains("\nf = 8.5 at A = [[1, 2], [3, 4]], x = [0.5, -1]\n"), "\(output)")
    #expect(
      output.contains("A: (2.0 * (A @ x)) @ xᵀ\n") && output.contains("x: Aᵀ @ (2.0 * (A @ x))\n"),
      "\(output)")
  }

  @Test("a complex step on request")
  func complexStep() {
    let (output, _, code) = run("x^3*exp(x)", "--at", "x=2", "--complex-step")
    #expect(code == .passed && !output.contains("no complex step"))
  }

  @Test("the help text")
  func help() {
    let (output, _, code) = run("--help")
    #expect(code == .passed && output.hasPrefix("usage: gradcheck EXPRESSION"))
  }
}
