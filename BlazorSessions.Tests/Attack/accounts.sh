# Two people, by plain forms: Ann is signed in and has a request to answer, Ben has one that waits.
password="four lamps in the rain"

submit() { # whose cookies, page, where to, fields
  local jar=$out/$1.jar page=$2 to=$3 token field fields=()
  shift 3
  for field in "$@"; do fields+=(--data-urlencode "$field"); done
  token=$(curl -fsS -b "$jar" -c "$jar" "$url$page" | grep -oP 'name="__RequestVerificationToken" value="\K[^"]+' | awk 'NR == 1')
  curl -sS -o /dev/null -b "$jar" -c "$jar" --data-urlencode "__RequestVerificationToken=$token" "${fields[@]}" "$url$to"
}

sign_up() { # whose cookies, name
  submit "$1" /signup /signup _handler=signup Form.FirstName="$2" Form.LastName=Attacked Form.Email="$1@example.org" \
    Form.Password="$password" Form.ConfirmPassword="$password"
}

sign_in() { submit "$1" /signin /signin _handler=signin Form.Email="$2@example.org" Form.Password="$password"; }

cookies() { awk -F'\t' 'NF == 7 { printf "%s%s=%s", n++ ? "; " : "", $6, $7 }' "$out/$1.jar"; }

token() { curl -fsS -b "$(cookies "$1")" "$url$2" | grep -oP 'name="__RequestVerificationToken" value="\K[^"]+' | awk 'NR == 1'; }

for_wapiti() { # whose cookies, state
  awk -F'\t' 'NF == 7 { printf "%s\"%s\":{\"value\":\"%s\",\"expires\":null,\"secure\":false,\"port\":null,\"version\":0}", n++ ? "," : "", $6, $7 }' \
    "$out/$1.jar" | sed 's|.*|{"127.0.0.1":{"/":{&}}}|' >"$out/$2.json"
}

sign_up ann Ann
sign_up ben Ben
sign_in ann-phone ann # asks Ann, whose pages show the dialog from now on
sign_in ben-phone ben
curl -fsS -o /dev/null -c "$out/nobody.jar" "$url/signin"
[ "$(curl -fsS -b "$(cookies ann)" "$url/api/session" | grep -c ann@example.org)" = 1 ]
[ "$(curl -fsS -b "$(cookies ben-phone)" "$url/signin/approval" | grep -c 'Approve this sign-in')" -ge 1 ]
for_wapiti nobody out
for_wapiti ben-phone waiting
for_wapiti ann in
