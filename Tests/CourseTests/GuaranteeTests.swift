// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import CourseAnswers
internal import CourseTeacher
internal import Testing

/// What teachers are promised: solutions pass, stubs get nothing, and wrong answers are told what is wrong with them.
@Suite("The teacher's guarantee")
struct GuaranteeTests {
  @Test("a solution gets all points", arguments: Teaching.solutions.indices)
  func solutions(number: Int) throws {
    let grade = try Playground.grader().grade(Teaching.solutions[number], from: "solutions")
    #expect(grade.isFull, "\(grade.name): \(grade.findings) \(grade.output)")
    #expect(grade.points == 10)
  }

  @Test("an untouched stub gets none", arguments: Answers.all.indices)
  func stubs(number: Int) throws {
    let grade = try Playground.grader().grade(Answers.all[number], from: "answers")
    #expect(grade.points == 0 && grade.isUntouched, "\(grade.name): \(grade.findings)")
  }

  @Test("every wrong answer is caught, and at least nine in ten with the right diagnosis")
  func wrongAnswers() throws {
    var (count, caught, diagnosed) = (0, 0, 0)
    for teaching in Teaching.all {
      #expect(teaching.wrongAnswers.count >= 5, "\(teaching.solution.name)")
      for (number, wrong) in teaching.wrongAnswers.enumerated() {
        let grade = try Playground.grader(seconds: 6).grade(wrong.submission, from: "wrong\(number + 1)")
        count += 1
        #expect(!grade.isFull, "\(grade.name): an answer that \(wrong.name) passes")
        caught += grade.isFull ? 0 : 1
        // The first finding is the one that the student sees in the list.
        if grade.findings.first?.mistake == wrong.mistake {
          diagnosed += 1
        } else {
          print(
            "\(grade.name): \(wrong.name): \(wrong.mistake.name) expected, found",
            grade.findings.map(\.mistake.name))
        }
      }
    }
    print("wrong answers: \(count), caught: \(caught), with the intended diagnosis first: \(diagnosed)")
    #expect(caught == count)
    #expect(10 * diagnosed >= 9 * count)
  }

  @Test("the exercises are the same for students and teachers, each with its page and three hints")
  func completeness() throws {
    #expect(Answers.all.map(\.name) == Teaching.solutions.map(\.name))
    #expect(Answers.all.count >= 14)
    let folder = try CourseFolder(at: Playground.root)
    for exercise in Answers.all {
      #expect(exercise.hints.count == 3, "\(exercise.name)")
      let page = try folder.page(exercise.name)
      #expect(page.hasPrefix("# ") && page.contains("](figures/"), "\(exercise.name): a title and a figure")
    }
  }

  @Test("the answers in the package are the stubs", arguments: Answers.all.map(\.name))
  func untouched(name: String) throws {
    let folder = try CourseFolder(at: Playground.root)
    #expect(try folder.answer(name) == folder.stub(name), "playground exercises reset \(name)")
  }
}
