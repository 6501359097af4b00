import Engine
import Foundation
import Testing

@testable import Workbench

@Suite("Mailbox and PictureWorker: from other threads to the UI's")
struct MailboxTests {
    /// Waits for the mailbox as the runtime does, at most five seconds.
    private func nextMessages(_ mailbox: Mailbox) -> [Message] {
        var watched = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
        poll(&watched, 1, 5_000)
        return mailbox.takeAll()
    }

    @Test("messages arrive in order, and poll wakes for them")
    func order() throws {
        let mailbox = try Mailbox()
        for second in 0..<10 { mailbox.send(.tick(Double(second))) }
        let times = nextMessages(mailbox).map { message -> Double in
            if case .tick(let time) = message { time } else { -1 }
        }
        #expect(times == (0..<10).map(Double.init))
        #expect(mailbox.takeAll().isEmpty)
    }

    @Test("a sender waits while the box is full, and nothing is lost")
    func bounded() throws {
        let mailbox = try Mailbox(capacity: 2)
        let sender = Thread { for _ in 0..<100 { mailbox.send(.tick(0)) } }
        sender.start()
        var count = 0
        while count < 100 {
            let messages = nextMessages(mailbox)
            #expect(messages.count <= 2)
            guard !messages.isEmpty else { break }
            count += messages.count
        }
        #expect(count == 100)
    }

    @Test("a closed box takes nothing and lets a waiting sender go")
    func closed() throws {
        let mailbox = try Mailbox(capacity: 1)
        mailbox.send(.tick(0))
        let gone = DispatchSemaphore(value: 0)
        Thread {
            while mailbox.send(.tick(1)) {}
            gone.signal()
        }.start()
        mailbox.close()
        #expect(gone.wait(timeout: .now() + 5) == .success)
        #expect(!mailbox.send(.tick(2)))
    }

    @Test("the worker answers with the picture, the image after each step, or the reason why there is none")
    func worker() throws {
        let mailbox = try Mailbox()
        let worker = PictureWorker(mailbox: mailbox) {
            PictureReader(
                load: { path in
                    path == ImagePath("bad.jpg")
                        ? .failed("is empty") : .image(RGBImage(width: 1, height: 1, pixels: [1, 2, 3]))
                },
                apply: { chain, image in
                    chain == "spoil"
                        ? .failed("is spoilt")
                        : .image(RGBImage(width: 1, height: 1, pixels: image.pixels.map { $0 * 3 }))
                })
        }
        defer { worker.close() }
        worker.loadThumbnails([ImagePath("bad.jpg")])
        guard case .picture(_, .failed("is empty"))? = nextMessages(mailbox).first else {
            Issue.record("the failure did not arrive")
            return
        }
        let request = PreviewRequest(
            path: ImagePath("good.jpg"), chain: "equalize,gaussian:1.0,spoil,equalize")
        worker.preprocess(request)
        guard case .preview(let preview)? = nextMessages(mailbox).first,
            case .ready(let before) = preview.before.picture
        else {
            Issue.record("the preview did not arrive")
            return
        }
        #expect(preview.request == request)
        #expect(before.pixels == [1, 2, 3])
        #expect(preview.steps.map { $0.picture.pixmap?.pixels } == [[3, 6, 9], [9, 18, 27], nil, nil])
        #expect(preview.after.picture == .failed("is spoilt"))
        #expect(preview.stages.map(\.step) == [nil, "equalize", "gaussian:1.0", "spoil", "equalize"])
    }
}
