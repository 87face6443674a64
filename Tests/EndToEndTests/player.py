"""Drives an exported session in headless Chromium, by keyboard alone, through chromedriver.

Usage: player.py lecture|program|hostile PAGE HOME. Ends with 0 where everything held.
"""
import base64, hashlib, json, os, random, re, subprocess, sys, urllib.error, urllib.request

LEFT, RIGHT, HOME, END = "\ue012\ue014\ue011\ue010"
ENTER, TAB, ESCAPE, PAGE_UP = "\ue007\ue004\ue00c\ue00e"


class Browser:
    def __init__(self, home):
        self.session = None
        # The free port that it finds may be taken for the other kind of address: then it gives up.
        for _ in range(10):
            said = self.begin(home)
            if not said:
                break
        else:
            raise Exception(f"chromedriver did not begin: {said}")
        options = {"args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-breakpad",
            "--force-device-scale-factor=1", "--window-size=1280,800"]}
        logs = {"browser": "ALL", "performance": "ALL"}
        answer = self.call("POST", "", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": logs}}})
        self.session = answer["sessionId"]

    def begin(self, home):
        """Returns what was said instead of the port; "" where all is well."""
        places = ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"]
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env={**os.environ, **{place: home for place in places}})
        said = ""
        for line in self.driver.stdout:
            said += line
            if match := re.search(r"successfully on port (\d+)", line):
                self.base = f"http://127.0.0.1:{match[1]}/session"
                return ""
        self.driver.wait()
        return said or "nothing"

    def call(self, method, path, body=None):
        session = f"/{self.session}" if self.session else ""
        request = urllib.request.Request(
            self.base + session + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            return json.load(opener.open(request))["value"]
        except urllib.error.HTTPError as error:
            raise Exception(json.load(error)["value"]["message"]) from None

    def open(self, page):
        self.call("POST", "/url", {"url": f"file://{page}"})

    def script(self, text):
        return self.call("POST", "/execute/sync", {"script": text, "args": []})

    def press(self, *keys):
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": strokes}]})

    def command(self, name, **values):
        return self.call("POST", "/goog/cdp/execute", {"cmd": name, "params": values})

    def log(self, kind):
        return self.call("POST", "/se/log", {"type": kind})

    def close(self):
        try:
            if self.session:
                self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()

    # What a reader meets.

    @property
    def at(self):
        return int(self.script("return document.querySelector('#at').textContent"))

    @property
    def count(self):
        return int(self.script("return document.querySelector('#place').max"))

    @property
    def text(self):
        return self.script("return document.body.innerText")

    @property
    def live(self):
        return self.script("return document.querySelector('#live').textContent")

    @property
    def spoken(self):
        """Every name in the accessibility tree."""
        nodes = self.command("Accessibility.getFullAXTree")["nodes"]
        return "\n".join(str(node.get("name", {}).get("value", "")) for node in nodes)

    def go_to(self, place):
        self.press("g", *place, ENTER)


def steps_and_jumps(browser):
    assert browser.at == 0 and "220 hamburger.edu" not in browser.text
    browser.press(RIGHT, ".")
    assert browser.at == 2 and "S: 220 hamburger.edu" in browser.text
    assert "220 hamburger.edu" in browser.live and "The server is ready" in browser.live
    assert "HELO crepes.fr" not in browser.text
    browser.press(",", LEFT)
    assert browser.at == 0
    browser.press("n", "n")
    assert browser.script("return document.querySelector('.now').dataset.reply") == "250"
    second = browser.at
    browser.press("n", "N")
    assert browser.at == second
    # Where a way ends, one stays, and is told so.
    browser.press("N", "N")
    assert browser.at == 2 and "No reply before here." in browser.text
    browser.press(END, "e")
    assert browser.at == browser.count and "No error after here." in browser.text
    browser.press("l")
    assert "No error after here." not in browser.text and "后面没有错误了" not in browser.text
    browser.press("l")
    for key, kind in (("e", "error"), ("]", "phase")):
        browser.press(HOME, key)
        assert browser.script(f"return '{kind}' in document.querySelector('.now').dataset"), key
    browser.press(END)
    last = browser.at
    assert last == browser.count and "221 hamburger.edu" in browser.text
    browser.press("[")
    assert "3 · Close" in browser.script("return document.querySelector('.now').innerText")
    place = browser.script("return scrollY")
    browser.script("""
        const place = scrollY;
        window.moved = new Promise(
            done => addEventListener('scroll', () => scrollY < place && done()));""")
    browser.press(PAGE_UP)
    browser.script("return window.moved.then(() => true)")
    assert browser.script("return scrollY") < place
    browser.press("5")
    assert browser.at == last // 2
    # Whatever was pressed: the first steps are shown, up to the place.
    for key in f"n]e9N[E3{RIGHT}{LEFT}1{END}[{HOME}n7{RIGHT}{RIGHT}":
        browser.press(key)
        shown = browser.script(
            "return [...document.querySelectorAll('.step')].map(e => e.offsetParent !== null)")
        assert shown == [True] * browser.at + [False] * (last - browser.at), key


def equal_states(browser):
    """Whatever the way to a place was, the page shows the same there."""
    state = """
        const root = document.documentElement;
        return [root.lang, root.dataset.level, root.className.includes('wired'),
            document.querySelector('#at').textContent,
            document.querySelector('#session').innerText];"""
    chance, seen = random.Random(1), {}
    for _ in range(150):
        key = chance.choice(["n", "N", "e", "]", "[", "l", "a", "w", LEFT, RIGHT, RIGHT, HOME, "4", "7"])
        browser.press(key)
        *place, text = browser.script(state)
        assert seen.setdefault(tuple(place), text) == text, (key, place)
    while browser.script("return document.documentElement.lang") != "en":
        browser.press("l")
    while browser.script("return document.documentElement.dataset.level") != "full":
        browser.press("a")
    if browser.script("return document.documentElement.className.includes('wired')"):
        browser.press("w")


def playing(browser):
    browser.press(HOME, *"++++++", " ")
    browser.call("POST", "/execute/async", {"args": [], "script": """
        const done = arguments[0], at = document.querySelector('#at');
        const isThere = () => Number(at.textContent) >= 3;
        if (isThere()) return done();
        new MutationObserver(() => isThere() && done()).observe(at, {childList: true});"""})
    browser.press(RIGHT)
    assert not browser.script("return document.documentElement.classList.contains('isplaying')")
    assert "×64" in browser.text
    browser.press(*"------")


def languages_and_amounts(browser):
    browser.press(END)
    assert "Each side has named itself" in browser.text and "握手" not in browser.text
    browser.press("l")
    assert browser.script("return document.documentElement.lang") == "zh-Hans"
    assert browser.script("return document.title").startswith("会话记录")
    chinese = browser.text
    assert "第 1 阶段 / 共 3 阶段 · 握手" in chinese and "Each side has named itself" not in chinese
    assert "Handshake" not in browser.spoken
    browser.press("l")
    browser.press("a")
    assert "success · mail system" in browser.text
    assert "Each side has named itself" not in browser.text
    browser.press("a")
    assert "success · mail system" not in browser.text
    assert "MAIL is followed by FROM:" in browser.text
    browser.press("a", "w")
    assert "19 octets: 17 and 2 for the line's end" in browser.text
    browser.press("w")
    assert "19 octets" not in browser.text


def going(browser):
    browser.go_to("354")
    assert browser.script("return document.querySelector('.now').dataset.reply") == "354"
    browser.go_to("phase:3")
    assert "C: QUIT" in browser.script("return document.querySelector('.now').innerText")
    browser.go_to("line:2")
    assert "C: HELO crepes.fr" in browser.script("return document.querySelector('.now').innerText")
    browser.go_to("RCPT")
    assert "C: RCPT" in browser.script("return document.querySelector('.now').innerText")
    place = browser.at
    browser.go_to("999")
    assert "Nothing here fits “999”" in browser.text
    browser.press(ESCAPE)
    assert browser.at == place
    browser.press("t")
    table = browser.script("return document.querySelector('#rows').innerText")
    assert "error reply 501" in table and "reply 250 · Phase 2 of 3" in table, table
    browser.press(ESCAPE, "?")
    assert "one step back" in browser.text
    browser.press("l")
    assert "后退一步" in browser.text
    browser.press("l", "q")
    assert "one step back" not in browser.text


def diagram(browser):
    browser.go_to("354")
    browser.press("L")
    assert browser.script("return document.querySelector('#session').offsetParent === null")
    ladder = browser.script("return document.querySelector('#ladder').innerText")
    assert "354 Enter mail" in ladder and "250 Message accepted" not in ladder
    assert "student → hamburger.edu: DATA" in " ".join(ladder.split())
    browser.press(RIGHT)
    assert "… 3 lines" not in browser.text
    browser.press(RIGHT, RIGHT)
    assert "… 3 lines" in browser.text
    browser.press(END)
    assert "250 Message accepted" in browser.text
    browser.press("L")


def predicting(browser):
    marks = "return [...document.querySelectorAll('#marks path')].map(e => e.getAttribute('d')).join()"
    browser.press(HOME, "p", END)
    for key in ("]", "e", "n", ","):
        browser.press(key)
        browser.press(END)
        assert "S: ???" in browser.text and browser.at == 1, key
    place = browser.at
    for seen in (browser.text, browser.spoken):
        assert "220 hamburger.edu" not in seen and "HELO crepes.fr" not in seen
        assert "speaks first" not in seen
    assert browser.script(marks).strip(",") == ""
    assert browser.script("return document.querySelectorAll('#bands span').length") == 1
    # A show of hands, a discussion, a second one.
    browser.press("v")
    assert "counts of the first vote first" in browser.text
    # What does not move leaves what has been typed; a field takes digits alone.
    browser.press(*"12", "x", ESCAPE, "n", END)
    assert browser.script("return document.querySelector('#choices input').value") == "12"
    browser.press(*"12 5", RIGHT, *"3 0", ENTER)
    assert "First vote: 20 counted." in browser.text and browser.at == place
    browser.press("v", *"20 1 0 0", ENTER)
    assert "Second vote: 21 counted." in browser.text and browser.at == place
    browser.press(ENTER)
    votes = browser.script("return document.querySelector('#votes').innerText")
    assert "12 (60 %)" in votes and "20 (95 %)" in votes
    assert browser.at == place + 1 and "220 hamburger.edu" in browser.text
    assert "The server is ready" in browser.live
    # Alone: a letter, then a code.
    browser.press(END)
    assert "S: ???" in browser.text and "score" not in browser.text
    right = browser.script("""
        return [...document.querySelectorAll('#choices li')].findIndex(e => e.innerText.includes('250'))""")
    browser.press("abcd"[right])
    assert "✓ 250 was right." in browser.text and "score: 1 of 1" in browser.text
    browser.press(END)
    # What is said about the line above would tell the answer, and so would a mark.
    assert "S: ???" in browser.text and "C: MAIL alice" in browser.text
    assert "MAIL is followed by FROM:" not in browser.text
    assert "MAIL is followed by FROM:" not in browser.spoken
    assert browser.script(marks).split(",")[1] == ""
    browser.press("e")
    assert "A question waits" in browser.text and "S: ???" in browser.text
    browser.press(*"250", ENTER)
    assert "MAIL is followed by FROM:" in browser.text
    assert browser.script(marks).split(",")[1] != ""
    assert "✗ 250 was not the reply. The answer is 501." in browser.text
    assert "score: 1 of 2" in browser.text
    # The reason is there, however few notes are chosen.
    browser.press("a", "a", END, ENTER)
    assert "550" in browser.script("return document.querySelector('#verdict').innerText")
    assert "No such mailbox here" in browser.text
    browser.press("a", "p", END)
    assert browser.at == browser.count and "score" not in browser.text
    # It begins anew each time.
    browser.press(HOME, "p", END)
    assert "S: ???" in browser.text and browser.at == place and "score" not in browser.text
    browser.press("p")


def reachable(browser):
    """Every control has a name, can be reached by Tab, and shows that it has been."""
    browser.press(HOME)
    for _ in range(4):
        browser.press(TAB)
    look = "const e = document.activeElement; return [e.tagName, getComputedStyle(e).outlineStyle]"
    name, outline = browser.script(look)
    assert name in ("BUTTON", "INPUT") and outline == "solid", (name, outline)
    names = browser.script(
        "return [...document.querySelectorAll('#buttons button')].map(e => e.innerText.trim())")
    assert all(names) and len(names) > 10
    tree = browser.command("Accessibility.getFullAXTree")["nodes"]
    buttons = [node["name"]["value"].strip() for node in tree if node.get("role", {}).get("value") == "button"]
    assert "step" in buttons and "go to" in buttons, buttons
    browser.script("document.activeElement.blur()")


def sizes(browser):
    for width in (360, 1920):
        for place in ("lecture", "L"):
            browser.command("Emulation.setDeviceMetricsOverride", width=width, height=800,
                            deviceScaleFactor=1, mobile=False)
            browser.press(END)
            wide = browser.script("return document.documentElement.scrollWidth")
            assert wide <= width, (width, wide, place)
            browser.press("L")
    browser.command("Emulation.clearDeviceMetricsOverride")
    small = browser.script("return getComputedStyle(document.body).fontSize")
    browser.press("b")
    assert browser.script("return getComputedStyle(document.body).fontSize") != small
    browser.press("b", "b", "b")


def printing(browser):
    browser.press(HOME, "a", "p")
    pdf = base64.b64decode(browser.call("POST", "/print", {"background": True}))
    assert pdf.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2
    browser.command("Emulation.setEmulatedMedia", media="print")
    paper = browser.text
    browser.command("Emulation.setEmulatedMedia", media="")
    for words in ("S: 220 hamburger.edu", "The server is ready", "221 hamburger.edu",
                  "Each side has named itself", "MAIL is followed by FROM:"):
        assert words in paper, words
    assert "???" not in paper and "play" not in paper and "握手" not in paper
    browser.press("p", "a", "a")


def without_script(browser, page):
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    text = browser.command(
        "Runtime.evaluate", expression="document.body.innerText")["result"]["value"]
    assert "S: 220 hamburger.edu" in text and "221 hamburger.edu" in text
    assert "???" not in text and "play" not in text and "握手" not in text
    browser.command("Emulation.setScriptExecutionDisabled", value=False)


def policy(page):
    """The digests, by another implementation."""
    text = open(page, encoding="utf-8").read()
    for tag in ("script", "style"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)[1].encode()
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in text, tag


def program(browser):
    """A program's session: all of it in some milliseconds, its lines sent ahead, then HTTP."""
    browser.script("""
        window.times = {};
        const at = document.querySelector('#at');
        new MutationObserver(() => window.times[at.textContent] ??= performance.now())
            .observe(at, {childList: true});""")
    browser.press(HOME, "+", "+", " ")
    browser.call("POST", "/execute/async", {"args": [], "script": """
        const done = arguments[0], at = document.querySelector('#at');
        const isThere = () => Number(at.textContent) >= 4;
        if (isThere()) return done();
        new MutationObserver(() => isThere() && done()).observe(at, {childList: true});"""})
    browser.press(" ", "-", "-")
    times = browser.script("return window.times")
    gaps = [times[str(place + 1)] - times[str(place)] for place in range(1, 4)]
    assert all(gap > 100 for gap in gaps), gaps
    browser.press(HOME, "p")
    for code, question in (("220", "Which reply comes now?"), ("250", "Which reply comes now?"),
                           ("550", "Which reply to RCPT TO:<x@hamburger.edu> comes now?"),
                           ("354", "Which reply comes now?"),
                           ("451", "Which reply to the dot that ends the message comes now?")):
        browser.press(END)
        assert question in browser.text, browser.text
        assert "into its message queue" not in browser.text
        browser.press(*code, ENTER)
        assert f"✓ {code} was right." in browser.text, browser.text
    assert "into its message queue" in browser.text
    browser.press("p")
    browser.go_to("http")
    assert "HTTP · requests" in browser.script("return document.querySelector('#phase').innerText")
    assert "HTTP" in browser.script("return document.querySelector('#bands').innerText")
    browser.press("]")
    assert "No phase after here." in browser.text


def quiet(browser, pages):
    """Nothing was written to the console, and nothing was asked of anybody."""
    assert browser.log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.log("performance")]
    requests = {event["params"]["request"]["url"] for event in events
                if event["method"] == "Network.requestWillBeSent"}
    assert requests <= {f"file://{page}" for page in pages} | {"data:,"}, requests


def main(kind, page, home):
    policy(page)
    browser = Browser(home)
    try:
        browser.open(page)
        if kind == "hostile":
            browser.press(END, "L", "L", "w", "l", HOME, "p", RIGHT)
            assert browser.script("return [typeof window.harmed, document.images.length]") == [
                "undefined", 0]
            assert browser.script("return document.documentElement.scrollWidth") <= 1280
            # It has no times, so each step stays for a second.
            browser.press("p", HOME, " ")
            assert browser.at <= 1
            browser.press(" ")
        elif kind == "program":
            program(browser)
        else:
            for check in (steps_and_jumps, equal_states, playing, languages_and_amounts, going, diagram,
                          predicting, reachable, sizes, printing):
                try:
                    check(browser)
                except AssertionError:
                    print("In", check.__name__, "at", browser.at, browser.text[-600:])
                    raise
            quiet(browser, [page])
            without_script(browser, page)
        quiet(browser, [page])
    finally:
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
