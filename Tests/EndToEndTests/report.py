"""Opens a class's report in headless Chromium, through chromedriver, by keyboard alone.

Usage: report.py PAGE HOME HANDED_IN MISSING UNIDENTIFIED. Ends with 0 where everything held.
"""
import sys
from player import ENTER, Browser, policy, quiet


def first_screen(browser):
    """Each text that is seen without scrolling."""
    return browser.script("""
        return [...document.querySelectorAll('main *')].filter(part => {
            const box = part.getBoundingClientRect();
            return part.children.length == 0 && box.height > 0 && box.bottom <= innerHeight;
        }).map(part => part.textContent.trim())""")


def main(page, home, *figures):
    policy(page)
    browser = Browser(home)
    try:
        browser.open(page)
        words = {"en": ("handed in", "missing", "unidentified", "The hardest steps", "Misconceptions"),
                 "zh-Hans": ("已交", "未交", "身份不明", "最难的步骤", "误解")}
        for language, expected in words.items():
            assert browser.script("return document.documentElement.lang") == language
            seen = first_screen(browser)
            for word in expected:
                assert word in seen, (word, seen)
            counts = browser.script(
                "return [...document.querySelectorAll('.counts dd')].map(part => part.innerText)")
            assert counts == list(figures), counts
            assert all(figure in seen for figure in figures), seen
            bars = browser.script("return document.querySelectorAll('.histo svg rect').length")
            assert bars > 0
            browser.script("document.querySelector('#language').focus()")
            browser.press(ENTER)
        quiet(browser, [page])
    finally:
        browser.close()


main(*sys.argv[1:])
